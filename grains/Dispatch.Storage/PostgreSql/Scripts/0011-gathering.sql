-- Letters that wait to be gathered are read in the order of their ids, a page at a time: the index has that order.
DROP INDEX dispatch_gather;
CREATE INDEX dispatch_gather ON dispatch (lane_id, queue, id) WHERE state = 1 AND due_at IS NULL AND batch IS NULL;
