; A kernel that shuts the clock out by a word that it shares with the hypervisor, and lets it in.
bits 32
org 0x7C00
lidt [gates]
mov eax, clock
mov [0x6100], ax
mov word [0x6102], 8
mov dword [0x6104], 0x8E00
mov al, 0x11
out 0x20, al
mov al, 0x20
out 0x21, al
mov al, 4
out 0x21, al
mov al, 1
out 0x21, al
mov al, 0xFE
out 0x21, al
mov al, 0x34
out 0x43, al
mov al, 0xE8
out 0x40, al
mov al, 3
out 0x40, al
mov eax, 5
mov ebx, 0x5100
int 0x82
mov eax, [0x5100]
mov [0x5008], eax
mov ecx, 3000
shut: loop shut
mov eax, [0x5104]
mov [0x5000], eax
mov eax, [0x5200]
mov [0x5004], eax
mov dword [0x5100], 0
cmp dword [0x5104], 0
je none
mov eax, 1
mov ebx, 1
int 0x82
none: mov ecx, 1500
open: loop open
jmp over
clock: push eax
inc dword [0x5200]
mov eax, [0x5100]
mov [0x5204], eax
mov al, 0x20
out 0x20, al
pop eax
iretd
gates: dw 0x1FF
dd 0x6000
over:
        cli
        hlt
