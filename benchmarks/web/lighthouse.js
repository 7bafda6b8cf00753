// Lighthouse over the addresses given: node lighthouse.js RUNS ADDRESS…; one line of JSON for each run.
// Its mobile profile: a Moto G Power, slow 4G and a slower processor, all simulated.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const [runs, ...addresses] = process.argv.slice(2);
const chrome = await launch({ chromePath: process.env.CHROME_PATH, chromeFlags: FLAGS });
try {
  for (let run = 0; run < Number(runs); run++) {
    for (const address of addresses) {
      const { lhr } = await lighthouse(address, { port: chrome.port, output: "json", logLevel: "error" });
      const failed = Object.values(lhr.audits).filter(one => one.scoreDisplayMode === "binary" && one.score === 0).map(one => one.id);
      console.log(JSON.stringify({
        address,
        failed,
        scores: Object.fromEntries(Object.values(lhr.categories).map(one => [one.id, Math.round(one.score * 100)])),
        milliseconds: Object.fromEntries(["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "speed-index"]
          .map(id => [id, Math.round(lhr.audits[id].numericValue)])),
        bytes: lhr.audits["total-byte-weight"].numericValue,
      }));
    }
  }
} finally {
  await chrome.kill();
}
