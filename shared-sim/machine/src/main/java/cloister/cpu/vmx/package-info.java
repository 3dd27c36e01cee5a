/** VT-x: a guest whose kernel runs in ring 0 of non-root operation (SDM 3, chapters 23 to 28). */
package cloister.cpu.vmx;
