; What = and <> say of registers and addresses, and where.
%if $ = $$ && $ <> 0
 db 1
%endif
start:
%macro tell 2
 %if %1 = %2
 db 'same'
 %elif %1 <> %2
 db 'other'
 %endif
 %ifn %1 == %2
 db 'not'
 %endif
 db (%1 != %2), (%1 = %2)
%endmacro
 tell cs, cs
 tell cs, ds
 tell CS, cs
 tell ax, eax
 tell al, ax
 tell st0, st1
 tell cr0, cr0
 tell dr7, dr6
 tell eax, 0
 tell -1, eax
 tell eax+4, eax+4
 tell eax+4, 4+eax
 tell eax, eax+1
 tell eax*2, eax+eax
 tell eax*0, 0
 tell -eax, -eax
 tell eax-ebx, eax-ebx
 tell eax-ebx, ebx-eax
 tell start, -1
 tell start, 0
 tell start, start
 tell start, eax
 tell start+1, start
 tell $, $
 tell $-start, $-$$
 tell start*2, start+start
 tell -start, start
%define r16 bx
%if r16 <> sp
 mov r16, 5
%endif
%if (r16 = bx) && (r16 <> bp) || 0
 db 2
%endif
%if eax < eax+1 && eax <= eax
 db 3
%endif
%if r16 = r16 = 1
 db 4
%endif
%if 0
%elif ss = ss
 db 5
%endif
%assign n cs <> ss
 db n
%rep es = es
 db 6
%endrep
same equ fs = fs
 db same, same + 1
 times (start = 5) + 1 db 7
 times gs = gs db 8
 mov ax, start = 5
 mov al, (start <> 5)
 mov ax, [bx + (eax = ebx)]
 mov ax, [eax = eax]
 db (later = 3), (later <> 3), (later = later), (later = eax), (later <> $$), (later = later + 1)
 db (cs = cs ? 10 : 20), (cs = ds ? 10 : 20)
.local:
%if .local = start.local && .local <> start
 db 9
%endif
section .data
there: db 1
%if there = start
 db 10
%elif there - start = 0
 db 11
%else
 db 12
%endif
 db (there = start), (there <> start), (there - start = 0), (there = there)
 db (section..text.start = 0), (section..text.start <> 0)
section .text
absolute 0x100
fixed: resb 2
section .text
%if fixed = 0x100 && fixed <> 5
 db 13
%endif
struc s
.x: resb 1
.y: resb 1
endstruc
%if s.y = 1
 db 14
%endif
alias equ $
%if alias = 0 || alias = start
 db 15
%elif alias = alias
 db 16
%endif
later:
