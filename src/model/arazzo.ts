/**
 * Types for use cases: the part of Arazzo that this library reads.
 *
 * https://spec.openapis.org/arazzo/v1.0.1.html
 */
import type { Json } from '../core/json.ts';

/** Use cases of an API. https://spec.openapis.org/arazzo/v1.0.1.html#arazzo-specification-object */
export interface ArazzoDocument {
  readonly arazzo: string;
  readonly info: {
    readonly title: string;
    readonly version: string;
    readonly summary?: string;
    readonly description?: string;
  };
  readonly sourceDescriptions: readonly {
    readonly name: string;
    readonly url: string;
    readonly type?: 'openapi' | 'arazzo';
  }[];
  readonly workflows: readonly WorkflowObject[];
}

/** https://spec.openapis.org/arazzo/v1.0.1.html#workflow-object */
export interface WorkflowObject {
  readonly workflowId: string;
  readonly summary?: string;
  readonly description?: string;
  /** A JSON Schema of the inputs. */
  readonly inputs?: Readonly<Record<string, Json>>;
  readonly dependsOn?: readonly string[];
  readonly parameters?: readonly ArazzoParameterObject[];
  readonly steps: readonly StepObject[];
  readonly outputs?: Readonly<Record<string, string>>;
}

/** https://spec.openapis.org/arazzo/v1.0.1.html#step-object */
export interface StepObject {
  readonly stepId: string;
  readonly description?: string;
  readonly operationId?: string;
  readonly operationPath?: string;
  readonly parameters?: readonly ArazzoParameterObject[];
  readonly requestBody?: RequestBodyObject;
  readonly successCriteria?: readonly CriterionObject[];
  readonly outputs?: Readonly<Record<string, string>>;
}

/** https://spec.openapis.org/arazzo/v1.0.1.html#request-body-object */
export interface RequestBodyObject {
  readonly contentType?: string;
  /** A value, or a text of it. Texts in it may be runtime expressions, such as `$steps.list.outputs.id`. */
  readonly payload?: Json;
  /** `target`: a JSON pointer. */
  readonly replacements?: readonly { readonly target: string; readonly value: Json }[];
}

/** https://spec.openapis.org/arazzo/v1.0.1.html#criterion-object */
export interface CriterionObject {
  readonly condition: string;
  readonly context?: string;
  /** Only simple conditions are asserted. */
  readonly type?: 'simple' | 'regex' | 'jsonpath' | 'xpath';
}

export interface ArazzoParameterObject {
  readonly name: string;
  readonly in: 'query' | 'path' | 'header' | 'cookie';
  /** A literal, or a runtime expression such as `$inputs.api_key`. */
  readonly value: Json;
}
