/** overlayfs: directories upon each other, of which only the uppermost is written. */
package cloister.kernel.overlay;
