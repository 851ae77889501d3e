"""Storing what readings found: claims, with their sentences, phrases and statements, and tolls."""

from collections.abc import Container, Mapping, Sequence

from sqlalchemy import Connection

from reportedly.ledger import rows
from reportedly.ledger.inserting import ids, insert_all, scoped_ids
from reportedly.ledger.rows import Page
from reportedly.ledger.tables import claims, phrases, sentences, statements, tolls


def store_claims(
    connection: Connection,
    new: Sequence[tuple[int, Page]],
    text_ids: Mapping[str, int],
    new_texts: Container[str] = (),
) -> None:
    """Store the claims, sentences and tolls of readings.

    Args:
        connection: in a writing transaction.
        new: the numbers of readings that are stored already, with their pages.
        text_ids: numbers of the pages' texts, by their hashes.
        new_texts: hashes of texts that came in this transaction.
    """
    sentence_rows = (
        row | {"reading_id": reading_id} for reading_id, page in new for row in page.parts.sentences
    )
    insert_all(connection, sentences, sentence_rows)
    phrase_ids, _ = ids(
        connection,
        phrases.c.hash,
        {key: words for _, page in new for key, words in page.parts.phrases.items()},
        rows.phrase_row,
    )
    old_texts = {page.text_hash: None for _, page in new if page.text_hash not in new_texts}
    statement_ids, _ = scoped_ids(
        connection,
        (statements.c.text_id, statements.c.key),
        {
            (text_ids[page.text_hash], key): None
            for _, page in new
            for key in sorted(page.parts.statements)
        },
        lambda key, _: {"text_id": key[0], "key": key[1]},
        old_scopes=[text_ids[text_hash] for text_hash in old_texts],
    )
    claim_rows = []
    for reading_id, page in new:
        text_id = text_ids[page.text_hash]
        for row in page.parts.claims:
            row["reading_id"] = reading_id
            row["statement_id"] = statement_ids[text_id, row.pop("statement")]
            for name in rows.PHRASES:
                key = row[f"{name}_id"]
                row[f"{name}_id"] = None if key is None else phrase_ids[key]
            claim_rows.append(row)
    insert_all(connection, claims, claim_rows)
    toll_rows = (
        row for reading_id, page in new for row in rows.toll_rows(page.reading, reading_id)
    )
    insert_all(connection, tolls, toll_rows)
