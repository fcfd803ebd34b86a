import { enhanceHeaderSearch } from "./header-search.js";
import { enhanceThemeChoice } from "./theme-choice.js";

/** On every page: the search box in the header, and the choice of colours in the footer. */
enhanceHeaderSearch();
enhanceThemeChoice();
