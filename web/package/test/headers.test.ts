import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { INCLUDE, readHeaders } from '../../../scripts/lib/c-headers.mjs'

const folder = mkdtempSync(join(tmpdir(), 'headers-'))

function read(text: string) {
  const file = join(folder, 'header.h')
  writeFileSync(file, text)
  return readHeaders([relative(INCLUDE, file)])
}

describe('the reader of headers', () => {
  it('keeps names, types, lengths, values and comments', () => {
    const api = read(
      [
        '#define QN_MAX_THINGS 8 // so many',
        '// What a thing is.',
        'typedef struct qn_thing {',
        '    float x_m, y_m; // where',
        '    // How many.',
        '    int32_t counts[QN_MAX_THINGS];',
        '} qn_thing;',
        'typedef enum qn_kind { QN_KIND_A = 3, QN_KIND_B } qn_kind;',
        '// Makes one.',
        'QN_API qn_thing qn_thing_make(const qn_world *world, float *out); // at once',
        '',
      ].join('\n'),
    )
    expect(api.constants).toMatchObject([{ name: 'QN_MAX_THINGS', value: 8, doc: 'so many' }])
    expect(api.structs[0]).toMatchObject({
      name: 'qn_thing',
      doc: 'What a thing is.',
      fields: [
        { type: 'float', name: 'x_m', doc: 'where' },
        { type: 'float', name: 'y_m', doc: 'where' },
        { type: 'int32_t', name: 'counts', length: 'QN_MAX_THINGS', doc: 'How many.' },
      ],
    })
    expect(api.functions[0]).toMatchObject({
      name: 'qn_thing_make',
      result: 'qn_thing',
      doc: 'Makes one.\nat once',
      parameters: [
        { type: 'const qn_world *', name: 'world' },
        { type: 'float *', name: 'out' },
      ],
    })
  })

  it.each([
    'int32_t qn_forgotten(void);',
    'QN_API int32_t qn_strange(int (*x)[3]);',
    'typedef union qn_u { int a; } qn_u;',
    'typedef struct qn_s { int a : 3; } qn_s;',
    'extern int qn_global;',
    'typedef enum qn_e { QN_E_A = 1 << 3 } qn_e;',
    'QN_API void qn_open(',
  ])('throws on %j', (line) => {
    expect(() => read(`${line}\n`)).toThrow()
  })
})
