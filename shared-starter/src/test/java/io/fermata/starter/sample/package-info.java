/** A small service made of nothing but the starter, on which its tests run. */
package io.fermata.starter.sample;
