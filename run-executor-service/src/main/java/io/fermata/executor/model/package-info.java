/** Model providers behind one question and one answer, with the failures of all of them in one vocabulary. */
@NullMarked
package io.fermata.executor.model;

import org.jspecify.annotations.NullMarked;
