/** Use cases, as the workflows of Arazzo describe them. */
import type { Json } from '../core/json.ts';

/** A use case: one Arazzo workflow. https://spec.openapis.org/arazzo/v1.0.1.html#workflow-object */
export interface UseCase {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly steps: readonly UseCaseStep[];
  readonly outputs: readonly UseCaseOutput[];
}

export interface UseCaseStep {
  readonly id: string;
  readonly description: string;
  readonly operation: string;
  readonly parameters: readonly StepParameter[];
}

export interface StepParameter {
  readonly name: string;
  readonly in: 'query' | 'path' | 'header' | 'cookie';
  readonly value: StepValue;
}

/** A literal, or the output of an earlier step, given by the variable that stores it. */
export type StepValue =
  | { readonly kind: 'literal'; readonly value: Json }
  | { readonly kind: 'output'; readonly variable: string };

/** An output of a step: a member of the response body, and the variable that stores it. */
export interface UseCaseOutput {
  readonly variable: string;
  readonly step: string;
  /** JSON pointer in the response body. */
  readonly body: string;
}
