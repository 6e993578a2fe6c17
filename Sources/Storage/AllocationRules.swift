public import Domain
import GRDB

/// Records of a run that break a rule of allocations.
public struct AllocationFault {
  /// The rule.
  public let error: BookError
  /// The records of the run that are to blame, by id; empty where what they break was written by another run.
  public let records: [Int64]
}

/// The rules of allocations: a payment settles its own customer's invoices, in their currency, and neither is allocated
/// beyond its amount.
extension BookSession {
  /// Refuses what this run has made of allocations, or of their payments and invoices, against the rules.
  func checkAllocations() throws {
    if let fault = try allocationFaults(blaming: .allocations).first { throw fault.error }
  }

  /// What this run has made of allocations, or of their payments and invoices, against the rules: imports write rows whose
  /// like comes later. What is wrong with a payment is told where no allocation of the run to it is to blame already.
  ///
  /// - Parameter entity: Allocations, payments or invoices: whose records are to blame.
  public func allocationFaults(blaming entity: Entity) throws -> [AllocationFault] {
    var faults: [AllocationFault] = []
    var blamed: Set<Int64> = []
    func note(_ allocations: [Int64], _ document: Int64?, _ rule: () throws -> Void) throws {
      let records = entity.name == Entity.allocations.name ? allocations : [document].compactMap { $0 }
      do { try rule() } catch let error as BookError { faults.append(AllocationFault(error: error, records: records)) }
      blamed.formUnion(allocations)
    }
    for row in try Row.fetchAll(db, sql: Self.strayAllocations, arguments: ["run": runID]) {
      let document: Int64? =
        switch entity.name {
        case Entity.payments.name: row["payment_id"]
        case Entity.invoices.name: row["invoice_id"]
        default: nil
        }
      let (id, isOwn): (Int64, Bool) = (row["id"], row["isOwn"])
      try note(isOwn ? [id] : [], document) { try checkDebtor("a.id", id) }
    }
    for id in try Int64.fetchAll(db, sql: Self.wrongInvoices, arguments: ["run": runID]) {
      let own = try guilty(of: "invoice", id)
      try note(own, entity.name == Entity.invoices.name ? id : nil) { try checkInvoice(id) }
    }
    for id in try Int64.fetchAll(db, sql: Self.wrongPayments, arguments: ["run": runID]) {
      let own = try guilty(of: "payment", id)
      guard blamed.isDisjoint(with: own) else { continue }
      try note(own, entity.name == Entity.payments.name ? id : nil) { try checkPayment(id) }
    }
    return faults
  }

  /// The allocations of this run to a document that are in another currency or of the wrong sign, or that it has no room
  /// for after those before them.
  private func guilty(of document: String, _ id: Int64) throws -> [Int64] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT a.id, a.amount, d.amount AS room, a.updated_run_id IS :run AS isOwn, a.currency <> d.currency AS isForeign
        FROM \(document)s d JOIN allocations a ON a.\(document)_id = d.id WHERE d.id = :id
        ORDER BY isOwn, (d.amount < 0) = (a.amount < 0), a.id
        """, arguments: ["run": runID, "id": id])
    var guilty: [Int64] = []
    var used: Int64 = 0
    for row in rows {
      let (amount, room): (Int64, Int64) = (row["amount"], row["room"])
      let (isOwn, isForeign): (Bool, Bool) = (row["isOwn"], row["isForeign"])
      let (sum, overflows) = used.addingReportingOverflow(amount)
      let isWrongSign = document == "invoice" && (room < 0 ? amount >= 0 : amount <= 0)
      let isOver = overflows || (room < 0 ? sum < room : sum > room)
      if isOwn, isOver || isWrongSign || isForeign {
        guilty.append(row["id"])
      } else if !overflows {
        used = sum
      }
    }
    return guilty
  }

  /// Allocations that join documents of two customers.
  private static let strayAllocations = """
    SELECT a.id, a.payment_id, a.invoice_id, a.updated_run_id IS :run AS isOwn
    FROM allocations a JOIN payments p ON p.id = a.payment_id JOIN invoices i ON i.id = a.invoice_id
    WHERE p.customer_id <> i.customer_id AND :run IN (a.updated_run_id, p.updated_run_id, i.updated_run_id)
    ORDER BY a.id
    """

  private static let wrongInvoices = """
    SELECT i.id FROM invoices i JOIN allocations a ON a.invoice_id = i.id
    GROUP BY i.id HAVING (i.updated_run_id = :run OR max(a.updated_run_id = :run))
      AND (max(a.currency <> i.currency)
        OR CASE WHEN i.amount < 0 THEN max(a.amount) >= 0 OR total(a.amount) < i.amount
          ELSE min(a.amount) <= 0 OR total(a.amount) > i.amount END)
    """

  private static let wrongPayments = """
    SELECT p.id FROM payments p JOIN allocations a ON a.payment_id = p.id
    GROUP BY p.id HAVING (p.updated_run_id = :run OR max(a.updated_run_id = :run))
      AND (max(a.currency <> p.currency) OR total(a.amount) > p.amount)
    """

  /// Refuses an allocation that joins documents of two customers, among those of which a column, of `a`, their payment `p`
  /// or their invoice `i`, has that value.
  func checkDebtor(_ column: String, _ id: Int64) throws {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT p.code AS payment, i.code AS invoice, (SELECT code FROM customers WHERE id = p.customer_id) AS payer,
            (SELECT code FROM customers WHERE id = i.customer_id) AS debtor
          FROM allocations a JOIN payments p ON p.id = a.payment_id JOIN invoices i ON i.id = a.invoice_id
          WHERE \(column) = ? AND p.customer_id <> i.customer_id LIMIT 1
          """), arguments: [id])
    guard let row else { return }
    throw BookError.otherDebtor(
      payment: row["payment"], payer: row["payer"], invoice: row["invoice"], debtor: row["debtor"])
  }

  func checkPayment(_ id: Int64) throws {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT p.code, p.currency, p.amount, sum(a.amount) AS allocated, min(a.currency) AS least, max(a.currency) AS most
          FROM payments p JOIN allocations a ON a.payment_id = p.id WHERE p.id = ? GROUP BY p.id
          """), arguments: [id])
    guard let row, let currency = Currency(row["currency"] as String) else { return }
    for other in [row["least"], row["most"]] as [String] where other != currency.code {
      throw BookError.partCurrency(other, document: row["code"], currency: currency.code)
    }
    let (amount, allocated): (Int64, Int64) = (row["amount"], row["allocated"])
    guard allocated > amount else { return }
    throw BookError.overAllocated(
      row["code"], of: .payments, amount: Money(minorUnits: amount, currency),
      allocated: Money(minorUnits: allocated, currency))
  }

  func checkInvoice(_ id: Int64) throws {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT i.code, i.currency, i.amount, sum(a.amount) AS allocated, min(a.amount) AS least, max(a.amount) AS most,
            max(a.currency <> i.currency) AS differs, min(a.currency) AS other
          FROM invoices i JOIN allocations a ON a.invoice_id = i.id WHERE i.id = ? GROUP BY i.id
          """), arguments: [id])
    guard let row, let currency = Currency(row["currency"] as String) else { return }
    if row["differs"] as Int64? == 1 {
      throw BookError.partCurrency(row["other"], document: row["code"], currency: currency.code)
    }
    let (amount, allocated, least, most): (Int64, Int64, Int64, Int64) = (
      row["amount"], row["allocated"], row["least"], row["most"]
    )
    // A credit note takes negative allocations, which leave more of the payment for other invoices.
    guard amount < 0 ? most < 0 : least > 0 else {
      throw BookError.allocationSign(row["code"], amount: Money(minorUnits: amount, currency))
    }
    guard amount < 0 ? allocated < amount : allocated > amount else { return }
    throw BookError.overAllocated(
      row["code"], of: .invoices, amount: Money(minorUnits: amount, currency),
      allocated: Money(minorUnits: allocated, currency))
  }
}
