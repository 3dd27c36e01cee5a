/** Why an instruction was refused: the rule, what it compared, and who had set it. */
package cloister.why;
