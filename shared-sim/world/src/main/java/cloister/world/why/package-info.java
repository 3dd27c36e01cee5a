/** Why an instruction was refused: which numbers a check compared, and who set them. */
package cloister.world.why;
