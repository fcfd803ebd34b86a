/** Notes at the end of a build what it was made from, so that tests can tell whether they run the program of this source. */
import { stampBuild } from "./build-stamp.js";

stampBuild();
