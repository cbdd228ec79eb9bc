// biome-ignore lint/style/noDefaultExport: what Next looks for
export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  )
}
