const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i

// As shell/library.js, which asks the same of the game's own context.
function rendererOf(context: WebGL2RenderingContext): string {
  const info = context.getExtension('WEBGL_debug_renderer_info')
  return String(context.getParameter(info?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER))
}

/** Whether a graphics card draws here; else the processor would, with little left for anything else. */
export function hasGraphicsHardware(): boolean {
  const context = document.createElement('canvas').getContext('webgl2')
  if (!context) return false
  const isHardware = !SOFTWARE.test(rendererOf(context))
  context.getExtension('WEBGL_lose_context')?.loseContext()
  return isHardware
}
