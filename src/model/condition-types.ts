/** Conditions of success criteria, as rules and scripts read them. https://spec.openapis.org/arazzo/v1.0.1.html#criterion-object */

/** A condition without `!`: it is moved inwards, so that each comparison can be as lenient as the standard leaves it open. */
export type Condition =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] }
  | {
      readonly kind: 'compared';
      readonly left: Operand;
      readonly operator: Operator;
      readonly right: Operand;
    }
  /** Whether a value is true, or, if `wanted` is false, false. */
  | { readonly kind: 'truth'; readonly of: Operand; readonly wanted: boolean };

export type Operator = '==' | '!=' | '<' | '<=' | '>' | '>=';

export type Operand =
  | { readonly kind: 'status' }
  | { readonly kind: 'header'; readonly name: string }
  /** The value at a JSON pointer of the body. */
  | { readonly kind: 'body'; readonly pointer: string }
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null };
