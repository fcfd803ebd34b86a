import { followContents } from "./contents.js";
import { enhanceHeaderSearch } from "./header-search.js";
import { showCurrentLink } from "./nav-scroll.js";
import { enhanceThemeChoice } from "./theme-choice.js";
import { unfoldForPrint } from "./unfold-for-print.js";

/** On every page: the links and the search box in the header, the choice of colours in the footer, contents and print. */
enhanceHeaderSearch();
enhanceThemeChoice();
showCurrentLink();
followContents();
unfoldForPrint();
