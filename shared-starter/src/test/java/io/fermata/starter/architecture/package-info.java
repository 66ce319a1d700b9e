/** The rules every module's code is held to; other modules take them from this module's test jar. */
package io.fermata.starter.architecture;
