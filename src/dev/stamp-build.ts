/** Records a hash of the source at the end of a build, so that tests can detect an outdated build. */
import { stampBuild } from "./build-stamp.js";

stampBuild();
