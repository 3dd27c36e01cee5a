bits 16
  db 'abc', "def", `g\n\t\0\x41\101\\\`\'`, 0
  dw 'abc', 'ab', 'a', "1234"
  dd 'abcde', 1, 'x'
  dq 'abcdefghi', 2
  db 'é', `\u00e9\u20ac\U0001f600`
  db 1, 2, 3,
  dw 0x1234
  times 3 db 1, 2
  times 2*3 db 7
  times 0 db 9
x: times 5 dw x, $ - x
  resb 3
  resw 2
  resd 1
  resq 1
  db ?, 3 dup (5), 2 dup (1, 'a', 3)
  dw 2 dup (?)
  align 8
  db 1
  align 4, db 0xff
  db 1, 2
  alignb 16
  db 5
  align 2
  times 64-(($-$$) % 64) db 0xee
  times 510-($-$$) db 0
  dw 0xaa55
