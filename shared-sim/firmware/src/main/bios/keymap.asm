; What the keys of a US keyboard mean: four words a key, plain, shifted, with Ctrl and with
; Alt; the scan code above the character, 0 for nothing.

FIRST_PAD_KEY   equ 0x47
LAST_KEY        equ 0x58

shift_keys:
        db 0x2A, SHIFT_LEFT, 0x36, SHIFT_RIGHT, 0x1D, SHIFT_CTRL, 0x38, SHIFT_ALT, 0, 0
lock_keys:
        db 0x3A, SHIFT_CAPS, 0x45, SHIFT_NUM, 0x46, SHIFT_SCROLL, 0, 0

; The key whose row comes next.
%assign code 0

; plain, shifted, Ctrl, Alt as words
%macro key 4
        dw %1, %2, %3, %4
%assign code code + 1
%endmacro

; A key that types: two characters, the one with Ctrl or 0 for none, the code with Alt.
%macro typing 4
%if %3
        key code << 8 | %1, code << 8 | %2, code << 8 | %3, %4 << 8
%else
        key code << 8 | %1, code << 8 | %2, 0, %4 << 8
%endif
%endmacro

%macro letters 1
%strlen count %1
%assign i 1
%rep count
%substr character %1 i
        typing character, character - 32, character & 0x1F, code
%assign i i + 1
%endrep
%endmacro

%macro silent 0
        key 0, 0, 0, 0
%endmacro

; A key of the keypad: its character with Num Lock, and the code with Ctrl.
%macro pad 2
        key code << 8, code << 8 | %1, %2 << 8, 0
%endmacro

keymap:
        silent
        key 0x011B, 0x011B, 0x011B, 0x0100      ; Esc
        typing '1', '!', 0, 0x78
        key 0x0332, 0x0340, 0x0300, 0x7900      ; Ctrl with 2 is the null character
        typing '3', '#', 0, 0x7A
        typing '4', '$', 0, 0x7B
        typing '5', '%', 0, 0x7C
        typing '6', '^', 0x1E, 0x7D
        typing '7', '&', 0, 0x7E
        typing '8', '*', 0, 0x7F
        typing '9', '(', 0, 0x80
        typing '0', ')', 0, 0x81
        typing '-', '_', 0x1F, 0x82
        typing '=', '+', 0, 0x83
        typing 8, 8, 0x7F, 0x0E                 ; Backspace
        key 0x0F09, 0x0F00, 0x9400, 0xA500      ; Tab
        letters "qwertyuiop"
        typing '[', '{', 0x1B, 0x1A
        typing ']', '}', 0x1D, 0x1B
        typing 13, 13, 10, 0x1C                 ; Enter
        silent                                  ; Ctrl
        letters "asdfghjkl"
        typing ';', ':', 0, 0x27
        typing "'", '"', 0, 0x28
        typing '`', '~', 0, 0x29
        silent                                  ; left Shift
        typing '\', '|', 0x1C, 0x2B
        letters "zxcvbnm"
        typing ',', '<', 0, 0x33
        typing '.', '>', 0, 0x34
        typing '/', '?', 0, 0x35
        silent                                  ; right Shift
        key 0x372A, 0x372A, 0x9600, 0x3700      ; the star of the keypad
        silent                                  ; Alt
        typing ' ', ' ', ' ', 0x39
        silent                                  ; Caps Lock
%rep 10                                         ; F1 to F10
        key code << 8, (code + 0x19) << 8, (code + 0x23) << 8, (code + 0x2D) << 8
%endrep
        silent                                  ; Num Lock
        silent                                  ; Scroll Lock
        pad '7', 0x77
        pad '8', 0x8D
        pad '9', 0x84
        key 0x4A2D, 0x4A2D, 0x8E00, 0x4A00      ; minus
        pad '4', 0x73
        pad '5', 0x8F
        pad '6', 0x74
        key 0x4E2B, 0x4E2B, 0x9000, 0x4E00      ; plus
        pad '1', 0x75
        pad '2', 0x91
        pad '3', 0x76
        pad '0', 0x92
        pad '.', 0x93
        silent
        silent
        typing '\', '|', 0, 0x56                ; the key that US keyboards do not have
        key 0x8500, 0x8700, 0x8900, 0x8B00      ; F11
        key 0x8600, 0x8800, 0x8A00, 0x8C00      ; F12
