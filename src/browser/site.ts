import { followContents } from "./contents.js";
import { foldWhenNarrow } from "./fold-when-narrow.js";
import { enhanceHeaderSearch } from "./header-search.js";
import { enhanceMenu } from "./menu.js";
import { addThemeChoice } from "./theme-choice.js";
import { unfoldForPrint } from "./unfold-for-print.js";

/** On every page: the links and the search box in the header, the choice of colours in the footer, contents and print. */
enhanceHeaderSearch();
addThemeChoice();
enhanceMenu();
foldWhenNarrow();
followContents();
unfoldForPrint();
