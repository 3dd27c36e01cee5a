bits 32
%define ONE 1
%define TWO (ONE + ONE)
%define add2(x, y) ((x) + (y))
%define nested(x) add2(x, add2(x, ONE))
%define empty
%define none() 5
%idefine CaseLess 77
%xdefine NOW TWO
%undef ONE
%define ONE 10
  dd TWO, NOW, add2(3, 4), nested(2), none(), CASELESS, caseless, ONE empty
self equ 3
%define self self + 1
  dd self
%assign i 0
%rep 5
  db i, i * i
  %assign i i + 1
%endrep
%rep 3
  %rep 2
    db i
  %endrep
  %assign i i - 1
  %if i == 3
    %exitrep
  %endif
%endrep
%macro pushes 1-*
  %rep %0
    push %1
    %rotate 1
  %endrep
%endmacro
  pushes eax
  pushes eax, ebx, ecx
%macro pops 1-*
  %rep %0
    %rotate -1
    pop %1
  %endrep
%endmacro
  pops eax, ebx, ecx
%macro store 2-3 5
  %%here: mov dword [%1], %2
  db %3
  jmp %%here
%endmacro
  store eax, 1
  store ebx, 2, 9
%macro text 1+
  db %1, 0
%endmacro
  text 'a', 'b', 13
%macro group 2
  dd %1
  dw %2
%endmacro
  group {1, 2, 3}, {4, 5}
%macro named 1
label_%1:
  dd label_%1, x%1y
x%1y equ 5
%{1}_end:
%endmacro
  named foo
  dd foo_end
%macro jumps 2
  j%+1 %2
  j%-1 %2
%endmacro
target:
  jumps z, target
  jumps nc, target
  jumps ge, target
%imacro Any 0
  nop
%endmacro
  ANY
  any
%macro over 0
  db 0
%endmacro
%macro over 1
  db 1, %1
%endmacro
%macro over 2
  db 2, %1, %2
%endmacro
  over
  over 5
  over 6, 7
%macro outer 1
  over %1
  %if %1 > 3
    over %1, 1
  %else
    over
  %endif
%endmacro
  outer 3
  outer 4
%macro countdown 1
  %if %1 > 0
    db %1
    countdown %1 - 1
  %endif
%endmacro
%macro early 1
  db 1
  %if %1
    %exitmacro
  %endif
  db 2
%endmacro
  early 0
  early 1
called: over 3
  dd called
%macro with_label 0
%00: db 8
%endmacro
lab: with_label
  dd lab
%ifdef TWO
  db 1
%endif
%ifdef NOT_THERE
  db 2
%elif ONE == 10
  db 3
%else
  db 4
%endif
%ifndef NOT_THERE
  db 5
%endif
%ifidn eax, eax
  db 6
%endif
%ifidni EAX, eax
  db 7
%endif
%ifid foo
  db 8
%endif
%ifnum 5
  db 9
%endif
%ifnum foo
  db 10
%endif
%ifstr 'a'
  db 11
%endif
%ifempty
  db 12
%endif
%ifmacro over
  db 13
%endif
%ifnmacro missing
  db 14
%endif
%if 0
  %if 1
    db 20
  %else
    db 21
  %endif
  garbage !!! here
%elifdef TWO
  db 22
%endif
here:
  nop
%if $ - here == 1
  db 23
%endif
%assign where $ - $$
  dd where
%defstr str hello world
  db str
%strlen len 'hello'
  db len
%substr sub 'hello' 2, 3
  db sub
%strcat cat 'ab', "cd"
  db cat
%deftok tok 'mov eax, ebx'
  tok
%define glue(a, b) a %+ b
glue(mo, v) eax, 1
  dd %[ONE]
%push ctx
%define %$local 5
%$mark:
  dd %$local, %$mark
  %push inner
%$mark:
  dd %$mark, %$$mark
  %pop
%pop
%macro block 0
  %push block
  jmp %$end
%endmacro
%macro endblock 0
%$end:
  %pop
%endmacro
  block
    block
      nop
    endblock
  endblock
  mov eax, \
    5
%unmacro over 0
  db __NASM_MAJOR__
