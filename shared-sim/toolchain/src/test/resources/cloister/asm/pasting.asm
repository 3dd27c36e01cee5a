; What stands for a parameter or a macro grows together with what it touches.
%macro POST 1
 mov al, 0x%1
 mov al, 0x%{1}
%endmacro
 POST 1A
 POST 1B
 POST 1C
 POST 1D
 POST 1E
 POST EE
 POST FF
 POST 0A
 POST 1_A
 POST 0b1
 POST 9
 POST 5+1
%macro around 1
 dw 0%1h, 0%1h + 0x%1, 0x%1 +0x%1
 dw 0x0%1,0x%1,(0x%1),1|0x%1,~0x%1&0xff,0x%1<<1
 dw 0x%1%1, $0%1
name_%1:
 dw name_%1 - $$
.x%1_y:
 dw .x%1_y - $$
%%l%1: dw %%l%1 - $$
 %defstr s %1
 db s
 %ifnum %1
 db 'number'
 %elifid %1
 db 'name'
 %endif
 %iftoken %1
 db 'token'
 %endif
 %ifidn %1, 1A
 db '1A'
 %endif
%endmacro
 around 1A
 around 1B
 around 1C
 around 1E
 around EE
 around 0C
 around 7
%macro asking 1
 %if 0x%1 = 0x1C
 db '1C'
 %elif 0x%1 <> 1Ah
 db 'not 1A'
 %endif
 %assign v 0x%1 + 1
 dw v
%endmacro
 asking 1A
 asking 1B
 asking 1C
 asking 0EE
%macro suffixed 1
 dw %1h, %1H
%endmacro
 suffixed 1A
 suffixed 0EE
 suffixed 1E
 suffixed 1b
 suffixed 1D
 suffixed 12
%macro hexadecimal 1
 dw $%1, $%1 + 1
%endmacro
 hexadecimal 1A
 hexadecimal 0FF
%macro reals 1
 dd 1%1, 1.%1
 dd 1.5%1
%endmacro
 reals 5
 reals e1
 reals E2
 dd 1e5, 1E+5, 1e-5, 1.5e+3, 0x1.8p3
%macro word 1
w%1:
 dw w%1 - $$
%endmacro
 word 1A
 word 2Z
 word 0x
 word 9#
%macro exponent 1
 dd 0x%1
%endmacro
 exponent 1E+1
 exponent 1E5+1
%macro each 1-*
 %rep %0
 db 0x%1
 %rotate 1
 %endrep
%endmacro
 each 1A, 2b, C, EE, 1E, 7d, 0b1, 0A
%macro two 2
 dw 0x%1%2, %1%2h
%endmacro
 two 1, A
 two 1A, 1C
 two 1E, 1E
 two 1E, 2
%macro sign 2
 dw 5 %1%2 2
%endmacro
 sign <, <
 sign >, >
 sign +, -
%macro outer 1
 POST %1
 POST 0%1
 each %1, 0%1
%endmacro
 outer 1A
 outer 1E
%define hex(x) 0x %+ x
 db hex(1A), hex(EE), hex(1C)
%macro wrapped 1
 db hex(%1)
%endmacro
 wrapped 1A
 wrapped 0C
%define pair(x,y) x%+y
 db pair(0x,1A), pair(1,2)
%define bytes 1A
 db 0x %+ bytes, 0x%[bytes]
%define letters EE
 db 0x%[letters], 0%[letters]h
%define lead(x) 0x
 db lead(1)5, lead(1)1A
%define same(x) x
 dw same(1)5, same(0x)7, same(2)h, same(1)same(2)
 dw 1 %+ 2 %+ 3, 1 %+ %+ 2
; Indirection comes before everything else.
%define n 1
%define early %[n]
%define n 5
 db early, n
%define lab5 7
 db lab%[n], 1%[n], 0x%[n]
%define twice %[n]%[n]
 db twice
%define lab 3
lab%[n]x: db lab
%define plus(x) x+1
 db %[plus(n)], %[ n ], %[plus(%[n])], plus(%[n])
%macro m5 0
 db 9
%endmacro
 m%[n]
%define where [bx+5]
 mov ax, %[where]
 mov ax, %[[bx+5]]
 mov ax, [bx+%[n]]
%defstr s x%[letters]y
 db s
%if 0x%[n] = 5
 db 6
%endif
%assign z 1%[n]
 db z
%assign i 0
%rep 3
 x%[i]1A: db i
 %assign i i+1
%endrep
 db x21A - x01A
; A number ends where no letter, digit, underscore or point follows.
 db 1?(2):3, 0?(2):3
; A backslash joins two lines even within a word.
 db 1\
2, 3
joi\
ned: db joined \
 - $$
 db 5 ; a comment, too \
 db 6
 db "one \
string", 'and \
  spaces'
%macro never 0
 1A 0x 2Z 0xZZ
%endmacro
%if 0
 1A 0x 2Z
%endif
