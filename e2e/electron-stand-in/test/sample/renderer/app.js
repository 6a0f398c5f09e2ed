window.bridgeAtStart = typeof window.sample;
addEventListener('dragover', (event) => event.preventDefault());
addEventListener('drop', async (event) => {
  event.preventDefault();
  const dropped = await window.sample.drop([...event.dataTransfer.files]);
  document.querySelector('#out').textContent = JSON.stringify(dropped);
});
document.title = 'Sample ready';
