/**
 * The incidents of the reference server: the one of the guide, and 59 invented ones. They cover several countries (and
 * none), priorities and states, equal values of `createdAt`, and accents and apostrophes.
 */
import { guideIncident } from './examples.ts';

const customers = [
  { id: '33-01257052', name: "BULLES'O" },
  { id: '33-08800142', name: "Crêperie d'Ys" },
  { id: '49-77120031', name: 'Bäckerei Grün' },
  { id: '34-55001290', name: 'Peña & Hijos' },
  { id: '48-30017744', name: 'Żółw Sp. z o.o.' },
] as const;

type Row = readonly [
  id: string,
  createdAt: string,
  country: string | null,
  priority: string,
  status: string,
  impact: string,
  serviceCondition: string,
  origin: string,
  shortDescription: string,
  customer: number,
];

// biome-ignore format: a table, one incident a line
const rows: readonly Row[] = [
  ['2103M45894', '2021-03-08T09:44:00Z', 'GB', 'P4', 'CLOSED', 'LOW', 'INTERUPTED', 'CUSTOMER', 'Señal débil en la oficina', 0],
  ['2103M45524', '2021-03-05T23:04:00Z', 'FR', 'P4', 'RESOLVED', 'LOW', 'INTERUPTED', 'CUSTOMER', 'Störung am Übergabepunkt', 4],
  ['2103M46412', '2021-03-12T23:23:00Z', 'FR', 'P4', 'IN_PROGRESS', 'LOW', 'DEGRADED', 'CUSTOMER', "Coupure à l'étage", 0],
  ['2103M45487', '2021-03-05T23:04:00Z', 'FR', 'P3', 'RESOLVED', 'MEDIUM', 'DEGRADED', 'CUSTOMER', "Panne d'électricité sur site", 2],
  ['2103M46597', '2021-03-13T11:09:00Z', 'GB', 'P3', 'VALIDATED', 'MEDIUM', 'DEGRADED', 'CUSTOMER', "Panne d'électricité sur site", 0],
  ['2103M45339', '2021-03-05T02:05:00Z', 'FR', 'P1', 'CLOSED', 'HIGH', 'INTERUPTED', 'CUSTOMER', 'VPN down between sites', 2],
  ['2103M45598', '2021-03-06T01:16:00Z', 'PL', 'P3', 'PENDING', 'MEDIUM', 'DEGRADED', 'SUPERVISION', 'Störung am Übergabepunkt', 1],
  ['2103M46449', '2021-03-13T09:34:00Z', 'ES', 'P4', 'IN_PROGRESS', 'LOW', 'INTERUPTED', 'CUSTOMER', "Panne d'électricité sur site", 0],
  ['2103M45006', '2021-03-02T22:50:00Z', 'DE', 'P2', 'IN_PROGRESS', 'HIGH', 'INTERUPTED', 'CUSTOMER', 'Accès Internet intermittent', 2],
  ['2103M44747', '2021-03-01T12:35:00Z', null, 'P4', 'CLOSED', 'LOW', 'DEGRADED', 'CUSTOMER', 'Packet loss on the primary link', 4],
  ['2103M45672', '2021-03-07T00:06:00Z', null, 'P1', 'RESOLVED', 'HIGH', 'NORMAL', 'CUSTOMER', 'Échec de bascule', 4],
  ['2103M44710', '2021-03-01T11:00:00Z', 'DE', 'P1', 'IN_PROGRESS', 'HIGH', 'INTERUPTED', 'SUPERVISION', 'Lien coupé côté opérateur', 0],
  ['2103M46523', '2021-03-13T09:34:00Z', 'FR', 'P2', 'CLOSED', 'HIGH', 'DEGRADED', 'CUSTOMER', 'Perte de connectivité', 1],
  ['2103M44969', '2021-03-02T22:13:00Z', 'FR', 'P1', 'VALIDATED', 'HIGH', 'INTERUPTED', 'SUPERVISION', "Panne d'électricité sur site", 0],
  ['2103M46116', '2021-03-11T16:46:00Z', 'GB', 'P2', 'VALIDATED', 'HIGH', 'INTERUPTED', 'CUSTOMER', 'Brak łączności', 3],
  ['2103M45635', '2021-03-06T01:53:00Z', 'FR', 'P1', 'VALIDATED', 'HIGH', 'INTERUPTED', 'CUSTOMER', "Latence élevée vers l'agence", 1],
  ['2103M44895', '2021-03-01T23:23:00Z', 'GB', 'P2', 'IN_PROGRESS', 'HIGH', 'NORMAL', 'CUSTOMER', 'Señal débil en la oficina', 3],
  ['2103M46264', '2021-03-11T18:58:00Z', 'PL', 'P1', 'RESOLVED', 'HIGH', 'DEGRADED', 'SUPERVISION', 'Échec de bascule', 3],
  ['2103M46819', '2021-03-16T10:25:00Z', 'DE', 'P2', 'RESOLVED', 'HIGH', 'NORMAL', 'CUSTOMER', "Débit dégradé sur l'accès", 3],
  ['2103M46338', '2021-03-12T17:48:00Z', 'PL', 'P1', 'IN_PROGRESS', 'HIGH', 'NORMAL', 'CUSTOMER', "Panne d'électricité sur site", 2],
  ['2103M45820', '2021-03-08T09:07:00Z', 'FR', 'P3', 'RESOLVED', 'MEDIUM', 'NORMAL', 'SUPERVISION', 'Échec de bascule', 4],
  ['2103M46856', '2021-03-16T10:25:00Z', 'FR', 'P4', 'VALIDATED', 'LOW', 'INTERUPTED', 'CUSTOMER', "Débit dégradé sur l'accès", 0],
  ['2103M45746', '2021-03-07T10:54:00Z', 'DE', 'P1', 'VALIDATED', 'HIGH', 'NORMAL', 'SUPERVISION', 'Corte de línea en Málaga', 2],
  ['2103M45228', '2021-03-04T01:40:00Z', null, 'P1', 'VALIDATED', 'HIGH', 'DEGRADED', 'CUSTOMER', "Latence élevée vers l'agence", 3],
  ['2103M46486', '2021-03-13T09:34:00Z', 'GB', 'P4', 'IN_PROGRESS', 'LOW', 'NORMAL', 'CUSTOMER', 'Señal débil en la oficina', 0],
  ['2103M45080', '2021-03-04T01:03:00Z', 'PL', 'P3', 'PENDING', 'MEDIUM', 'INTERUPTED', 'SUPERVISION', 'Backup link in use', 2],
  ['2103M46227', '2021-03-11T17:23:00Z', 'DE', 'P1', 'RESOLVED', 'HIGH', 'NORMAL', 'SUPERVISION', 'Voice quality poor', 3],
  ['2103M45302', '2021-03-05T01:28:00Z', 'PL', 'P1', 'IN_PROGRESS', 'HIGH', 'INTERUPTED', 'CUSTOMER', 'Échec de bascule', 1],
  ['2103M45043', '2021-03-03T02:50:00Z', null, 'P3', 'RESOLVED', 'MEDIUM', 'DEGRADED', 'CUSTOMER', 'Accès Internet intermittent', 4],
  ['2103M45376', '2021-03-05T02:42:00Z', 'GB', 'P4', 'VALIDATED', 'LOW', 'INTERUPTED', 'CUSTOMER', 'Brak łączności', 1],
  ['2103M44784', '2021-03-01T22:46:00Z', 'FR', 'P2', 'IN_PROGRESS', 'HIGH', 'DEGRADED', 'CUSTOMER', 'Routeur injoignable', 3],
  ['2103M45931', '2021-03-08T11:19:00Z', 'DE', 'P1', 'VALIDATED', 'HIGH', 'INTERUPTED', 'CUSTOMER', 'Brak łączności', 0],
  ['2103M46782', '2021-03-16T10:25:00Z', 'FR', 'P3', 'IN_PROGRESS', 'MEDIUM', 'INTERUPTED', 'CUSTOMER', "Coupure à l'étage", 0],
  ['2103M45265', '2021-03-04T23:53:00Z', 'DE', 'P2', 'IN_PROGRESS', 'HIGH', 'INTERUPTED', 'SUPERVISION', 'Störung am Übergabepunkt', 2],
  ['2103M45413', '2021-03-05T12:53:00Z', 'GB', 'P1', 'IN_PROGRESS', 'HIGH', 'INTERUPTED', 'SUPERVISION', 'Lien coupé côté opérateur', 4],
  ['2103M46560', '2021-03-13T11:09:00Z', 'PL', 'P3', 'CLOSED', 'MEDIUM', 'NORMAL', 'CUSTOMER', 'Corte de línea en Málaga', 1],
  ['2103M46708', '2021-03-15T08:12:00Z', 'FR', 'P2', 'IN_PROGRESS', 'HIGH', 'DEGRADED', 'CUSTOMER', 'Routeur injoignable', 2],
  ['2103M45783', '2021-03-08T09:07:00Z', 'FR', 'P2', 'VALIDATED', 'HIGH', 'INTERUPTED', 'CUSTOMER', 'Perte de connectivité', 0],
  ['2103M45450', '2021-03-05T23:04:00Z', 'FR', 'P2', 'IN_PROGRESS', 'HIGH', 'DEGRADED', 'CUSTOMER', 'Backup link in use', 3],
  ['2103M45709', '2021-03-07T10:17:00Z', 'FR', 'P2', 'IN_PROGRESS', 'HIGH', 'INTERUPTED', 'SUPERVISION', "Latence élevée vers l'agence", 2],
  ['2103M45968', '2021-03-09T09:32:00Z', 'DE', 'P3', 'RESOLVED', 'MEDIUM', 'DEGRADED', 'CUSTOMER', 'Accès Internet intermittent', 0],
  ['2103M45857', '2021-03-08T09:07:00Z', 'GB', 'P2', 'RESOLVED', 'HIGH', 'INTERUPTED', 'CUSTOMER', 'Perte de connectivité', 0],
  ['2103M45191', '2021-03-04T01:03:00Z', 'FR', 'P3', 'VALIDATED', 'MEDIUM', 'INTERUPTED', 'SUPERVISION', 'Accès Internet intermittent', 3],
  ['2103M46153', '2021-03-11T16:46:00Z', 'FR', 'P3', 'RESOLVED', 'MEDIUM', 'NORMAL', 'CUSTOMER', "Panne d'électricité sur site", 0],
  ['2103M44821', '2021-03-01T22:46:00Z', 'FR', 'P1', 'VALIDATED', 'HIGH', 'NORMAL', 'CUSTOMER', 'Accès Internet intermittent', 4],
  ['2103M46671', '2021-03-14T09:59:00Z', 'ES', 'P2', 'VALIDATED', 'HIGH', 'DEGRADED', 'SUPERVISION', 'Brak łączności', 3],
  ['2103M44858', '2021-03-01T22:46:00Z', 'ES', 'P1', 'PENDING', 'HIGH', 'NORMAL', 'CUSTOMER', 'Lien coupé côté opérateur', 0],
  ['2103M46375', '2021-03-12T19:23:00Z', 'DE', 'P1', 'PENDING', 'HIGH', 'INTERUPTED', 'CUSTOMER', 'Accès Internet intermittent', 4],
  ['2103M46005', '2021-03-09T10:09:00Z', 'PL', 'P4', 'CLOSED', 'LOW', 'DEGRADED', 'SUPERVISION', 'Brak łączności', 2],
  ['2103M46745', '2021-03-15T12:12:00Z', 'FR', 'P1', 'CLOSED', 'HIGH', 'DEGRADED', 'CUSTOMER', 'VPN down between sites', 0],
  ['2103M45561', '2021-03-05T23:41:00Z', 'DE', 'P1', 'IN_PROGRESS', 'HIGH', 'INTERUPTED', 'CUSTOMER', "Latence élevée vers l'agence", 4],
  ['2103M45154', '2021-03-04T01:03:00Z', 'FR', 'P1', 'IN_PROGRESS', 'HIGH', 'INTERUPTED', 'CUSTOMER', 'Téléphonie fixe muette', 1],
  ['2103M46190', '2021-03-11T16:46:00Z', 'FR', 'P2', 'RESOLVED', 'HIGH', 'INTERUPTED', 'CUSTOMER', 'Backup link in use', 0],
  ['2103M46042', '2021-03-10T08:22:00Z', 'GB', 'P3', 'VALIDATED', 'MEDIUM', 'INTERUPTED', 'SUPERVISION', 'Brak łączności', 0],
  ['2103M46079', '2021-03-11T06:35:00Z', null, 'P2', 'VALIDATED', 'HIGH', 'INTERUPTED', 'CUSTOMER', 'Routeur injoignable', 0],
  ['2103M44932', '2021-03-02T00:00:00Z', 'DE', 'P2', 'CLOSED', 'HIGH', 'NORMAL', 'CUSTOMER', "Panne d'électricité sur site", 0],
  ['2103M45117', '2021-03-04T01:03:00Z', 'ES', 'P2', 'VALIDATED', 'HIGH', 'NORMAL', 'CUSTOMER', 'Corte de línea en Málaga', 0],
  ['2103M46301', '2021-03-11T19:35:00Z', 'GB', 'P1', 'VALIDATED', 'HIGH', 'DEGRADED', 'CUSTOMER', 'Accès Internet intermittent', 2],
  ['2103M46634', '2021-03-14T09:22:00Z', 'DE', 'P1', 'VALIDATED', 'HIGH', 'DEGRADED', 'CUSTOMER', 'VPN down between sites', 0],
];

function toIncident(row: Row) {
  const [id, createdAt, country, priority, status, impact, serviceCondition, origin, shortDescription, customer] = row;
  return {
    id,
    status,
    impact,
    priority,
    urgency: impact,
    serviceCondition,
    type: 'FAILURE',
    origin,
    shortDescription,
    servicePoint: { serviceLevelManagement: {} },
    customer: customers[customer],
    createdAt,
    ...(country && { location: { address: { country } } }),
  };
}

/** Items, keyed by the path of their list. */
export const data = { '/incidents': [guideIncident, ...rows.map(toIncident)] };
