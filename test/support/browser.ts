export { launchBrowser } from "../../src/dev/launch-browser.js";
