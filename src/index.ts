/** The public API of postman-contract. */
export type { OverlayAction, OverlayDocument } from './load/overlay-document.ts';
export type { ArazzoDocument, StepObject, WorkflowObject } from './model/arazzo.ts';
export type {
  ExampleObject,
  HeaderObject,
  ListObject,
  OpenApiDocument,
  OperationObject,
  ParameterObject,
  PathItemObject,
  ReferenceObject,
  ResponseObject,
  SchemaObject,
  SecuritySchemeObject,
} from './model/openapi.ts';
export { json, ref } from './model/openapi.ts';
export type { Cause } from './model/types.ts';
