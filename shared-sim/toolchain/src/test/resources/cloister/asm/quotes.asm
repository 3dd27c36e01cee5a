; A quote that is alone waits for the next one.
%define quot "
%macro named 1
 db quot %+ %1 %+ quot, ' ', 0
%endmacro
 named daa
 named 1A
 named 0x5
 named +
 named 'x'
%define single '
%define back `
 db single %+ abc %+ single, 1
 db back %+ abc %+ back, 1
 db back %+ a\n %+ back
 db quot %+ a b %+ quot, 1
 db quot %+ a %+ b %+ quot
 db quot %+ 123 %+ quot
 db quot %+ a,b %+ quot
 db quot %+ (a) %+ quot
 db quot %+ quot, 5
 db quot %+ %+ quot, 5
 db quot%+a%+quot
 db quot a quot
 db quot,a,quot
 db quot %+ a, 'b"
%assign n 5
 db quot %+ n %+ quot
%define q "ab
 db q %+ c %+ "
 db q c"
%define str(x) quot %+ x %+ quot
 db str(abc), str(12), 1
 dw str(abc)
 mov ax, str(ab)
times 2 db str(a)
%if str(a) = 'a'
 db 1
%endif
%strlen length str(abc)
 db length
%strcat all str(abc), "d"
 db all
%substr some str(abc) 2,2
 db some
%xdefine now str(xyz)
 db now
%defstr text q
 db text
%defstr text quot
 db text
%define commented " abc  ; no comment
%defstr text commented
 db text
%ifdef q
 db 2
%endif
%ifstr q
 db 3
%elifidn q, q
 db 4
%endif
%define one "
%define two one
%define three two %+ xyz %+ two
 db three
%deftok token '"'
 db token %+ ab %+ token
 db %[quot]ab%[quot]
 db %[quot] %+ ab %+ %[quot]
%macro indirect 1
 db %[quot]%1%[quot]
%endmacro
 indirect abc
%macro closing 1
 db %1"
%endmacro
 closing "a
%idefine ANY "
 db any %+ a %+ Any
%define long "\
 abc"
 db long
%undef q
; It's never read.
%if 0
 it's fine "
 db "abc
%endif
%macro never 0
 db "abc
%endmacro
 db 5 ; it's
