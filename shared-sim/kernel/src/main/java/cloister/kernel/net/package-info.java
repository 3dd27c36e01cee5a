/** Sockets, and the namespaces of networks that they are in. */
package cloister.kernel.net;
