/** Use cases, as the workflows of Arazzo describe them. */
import type { Json } from '../core/json.ts';
import type { Condition } from './condition-types.ts';

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
  readonly body?: StepBody;
  /** The criterion that allows a status which is no success. */
  readonly refusal?: Refusal;
  readonly criteria?: readonly StepCriterion[];
}

/** The body of a step's request. https://spec.openapis.org/arazzo/v1.0.1.html#request-body-object */
export interface StepBody {
  readonly type?: string;
  /** `null` stands where an output is. */
  readonly value: Json;
  /** The outputs of earlier steps in it, by their JSON pointers. */
  readonly outputs: readonly { readonly pointer: string; readonly variable: string }[];
  /** Where it is described. */
  readonly path: readonly string[];
}

export interface StepCriterion {
  readonly text: string;
  readonly condition: Condition;
  /** Where it is described. */
  readonly path: readonly string[];
  /** Whether the reference server does not meet it: only another one is asked to. */
  readonly elsewhere?: true;
}

/** What a step expects that is no success. */
export interface Refusal extends StepCriterion {
  readonly statuses: readonly [number | '4XX', ...(number | '4XX')[]];
  /** Whether a success is right as well. */
  readonly orSuccess?: true;
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
