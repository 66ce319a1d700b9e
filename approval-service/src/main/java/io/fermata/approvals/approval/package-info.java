/** What is held, under which terms, and what became of it. */
@NullMarked
package io.fermata.approvals.approval;

import org.jspecify.annotations.NullMarked;
