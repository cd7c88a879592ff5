// Reads a line of JSON text, writes what the page reads in it: vi|en, empty for nothing.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { readings } = await import(pathToFileURL(process.argv[2]).href);
for await (const line of createInterface({ input: process.stdin })) {
  const { vi, en } = readings(JSON.parse(line));
  process.stdout.write(`${vi ?? ""}|${en ?? ""}\n`);
}
