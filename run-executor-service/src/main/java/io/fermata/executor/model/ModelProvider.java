package io.fermata.executor.model;

/** One provider of models. Blocks until the answer is whole; tokens go to the call as they arrive. */
interface ModelProvider {

    /**
     * Returns the whole answer.
     *
     * @throws ModelFailure when none came
     */
    ModelAnswer ask(ModelQuestion question, ModelCall call);
}
