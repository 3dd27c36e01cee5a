/** What all endpoints share: bodies, problems, limits, cookies and headers. */
package cloister.server.http;
