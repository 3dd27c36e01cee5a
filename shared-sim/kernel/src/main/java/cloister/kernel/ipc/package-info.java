/** Objects of System V that processes find by keys (sysvipc(7)), a namespace of them each. */
package cloister.kernel.ipc;
