SELECT count(*), sum(line), sum(quantity) FROM order_lines;
