// A check is a name and a function that throws. Each is reported on a line of its own; the test in Java reads them.
export async function run(checks) {
  let failed = 0;
  for (const [name, check] of Object.entries(checks)) {
    try {
      await check();
      console.log(`ok ${name}`);
    } catch (error) {
      failed++;
      console.log(`FAILED ${name}: ${error.stack}`);
    }
  }
  process.exitCode = failed === 0 ? 0 : 1;
}
