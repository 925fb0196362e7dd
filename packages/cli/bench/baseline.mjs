/** A fixed amount of work of the kind that a check does: small objects, strings, maps. What a machine needs for it is the unit. */
const names = new Map();
for (let round = 0; round < 12; round++) {
  const nodes = [];
  for (let index = 0; index < 200_000; index++) {
    const name = `Name${index % 50_000}`;
    const node = { name, text: name.slice(2), parts: [index, round], before: nodes.at(-1) };
    nodes.push(node);
    names.set(name, node);
  }
}
if (names.size !== 50_000) process.exitCode = 1;
