// Notes which files arrive and how large they are, walking folders as the page does.
const arrived = async (files) => {
  const all = await Promise.all(files.map(async ([path, file]) => [path, (await file.arrayBuffer()).byteLength]));
  window.arrived = all.sort(([a], [b]) => (a < b ? -1 : 1));
  document.getElementById("status").textContent = all.length + " files";
  document.body.dataset.state = "ready";
};

for (const input of document.querySelectorAll("input[type=file]")) {
  input.addEventListener("change", () => arrived([...input.files].map((file) => [file.webkitRelativePath || file.name, file])));
}

const walk = async (entry, path) => {
  if (entry.isFile) return [[path + entry.name, await new Promise((yes, no) => entry.file(yes, no))]];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((yes, no) => reader.readEntries(yes, no));
    if (some.length === 0) return found;
    for (const child of some) found.push(...(await walk(child, path + entry.name + "/")));
  }
};

addEventListener("dragover", (event) => {
  event.preventDefault();
  document.body.dataset.state = "dragging";
});
addEventListener("dragleave", () => (document.body.dataset.state = "empty"));
addEventListener("drop", async (event) => {
  event.preventDefault();
  const items = [...event.dataTransfer.items].map((item) => [item.getAsFile(), item.webkitGetAsEntry()]);
  const files = [];
  for (const [file, entry] of items) {
    if (entry && entry.isDirectory) files.push(...(await walk(entry, "")));
    else files.push([file.name, file]);
  }
  arrived(files);
});

document.getElementById("save").addEventListener("click", () => {
  performance.mark("a");
  performance.measure("saving", "a");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["id,name\n1,é\n"], { type: "text/csv" }));
  link.download = document.getElementById("name").value;
  link.click();
});

document.getElementById("fail").addEventListener("click", () => {
  console.error("one");
  setTimeout(() => {
    const end = performance.now() + 200;
    while (performance.now() < end);
    window.failed = true;
    throw new Error("two");
  });
  Promise.reject(new Error("three"));
  document.body.append(Object.assign(new Image(), { src: "/no.png", alt: "" }));
});
