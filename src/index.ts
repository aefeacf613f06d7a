/**
 * The public API of postman-contract: the types of a description, and functions that turn it into a collection, a reference server, a
 * verdict and a proof. An error that a user can correct is a `UserError`, with a code, a place and a hint. Any other is a bug.
 */
export { toDataSet } from './compose/data-set.ts';
export { type Generated, type GenerateOptions, generateCollection } from './compose/generate-collection.ts';
export { openReferenceTarget, type ReferenceTarget } from './compose/reference-target.ts';
// Within the library, `toApiModel` reads a document that need not come from a file.
export { toModel as toApiModel } from './compose/to-model.ts';
export type { Contract, Entry, Group } from './contract/types.ts';
export { type ErrorCode, type ExitCode, type Finding, type Place, UserError } from './core/errors.ts';
export { type AdditionalFiles, type Description, loadDescription } from './load/load-description.ts';
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
export type { ApiModel, Cause, Operation } from './model/types.ts';
export type { Collection, Environment, Folder, Item } from './postman/types.ts';
export type { Suite } from './prove/mutant-collection.ts';
export { type Mutant, type Selection, sampleOf, toMutants } from './prove/mutants.ts';
export type { Outcome } from './prove/outcome.ts';
export { type Proof, type ProofOptions, type ProofTarget, prove } from './prove/prove.ts';
export type { Format as ReportFormat } from './report/formats.ts';
export { toReport } from './report/to-report.ts';
export type { AssertionOutcome, ClientName, ReceivedAnswer, RunEvent } from './run/events.ts';
export type { Policy } from './run/judge-assertions.ts';
export type { RequestVerdict } from './run/judge-request.ts';
export type { RunLimits, RunOptions } from './run/options.ts';
export type { RunPlan } from './run/plan.ts';
export type { Writes } from './run/prepare.ts';
export { run } from './run/run.ts';
export { type Totals, toVerdict, type Verdict } from './run/verdict.ts';
export { type Listening, listen } from './server/listen.ts';
export type { DataSet, ServerOptions } from './server/options.ts';
export { createReferenceServer, type ReferenceServer } from './server/server.ts';
