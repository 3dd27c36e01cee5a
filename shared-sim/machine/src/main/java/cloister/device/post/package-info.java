/** The diagnostic port to which firmware writes how far it has come. */
package cloister.device.post;
