/** Formats that a core without dependencies needs: JSON, SHA-256, base64url, DEFLATE. */
package cloister.codec;
