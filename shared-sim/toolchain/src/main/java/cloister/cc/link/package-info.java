/** From objects and archives to an executable or a flat image. */
package cloister.cc.link;
