/// A ledger of points that is as plain as can be: lots in a list, everything counted anew at every question, days as
/// numbers. Written apart from the book's, to be compared with it.
struct NaiveLedger {
  struct Rules {
    /// How long lots last: nil for ever.
    var lifetime: Int?
    var countsFromActivation = false
    /// Whether activity keeps lots alive.
    var isByActivity = false
    /// Days until lots are active.
    var pending = 0
    var burn = "fefo"
    var shortage = "debt"
    var reinstatement = 0
  }

  struct Lot {
    var owner: Int
    var order: Int?
    /// What nobody has used: it stays here for ever, alive or dead.
    var left: Int
    /// How much of it the balance does not count any more.
    var booked = 0
    var earned: Int
    var active: Int
    var expires: Int?
  }

  struct Spend {
    var owner: Int
    var order: Int?
    var draws: [(lot: Int, points: Int)]
    var left: Int { draws.reduce(0) { $0 + $1.points } }
  }

  struct Order {
    var owner: Int
    var base = 1000
    var earned: [Int] = []
    var returned = 0
    var isGone = false
    var takenBack = 0
  }

  let rules: Rules
  var lots: [Lot] = []
  var debts: [Int]
  var spends: [Spend] = []
  var orders: [Order]

  init(_ rules: Rules, customers: Int, orders: [Int]) {
    self.rules = rules
    debts = [Int](repeating: 0, count: customers)
    self.orders = orders.map { Order(owner: $0) }
  }

  // MARK: Questions

  func isDead(_ lot: Lot, _ day: Int) -> Bool { (lot.expires ?? Int.max) < day }
  func isWaiting(_ lot: Lot, _ day: Int) -> Bool { lot.active > day }

  func sum(of owner: Int, _ day: Int, _ condition: (Lot, Int) -> Bool) -> Int {
    var sum = 0
    for lot in lots where lot.owner == owner && condition(lot, day) { sum += lot.left - lot.booked }
    return sum
  }

  func expired(_ owner: Int, _ day: Int) -> Int { sum(of: owner, day) { isDead($0, $1) } }
  func pending(_ owner: Int, _ day: Int) -> Int { sum(of: owner, day) { !isDead($0, $1) && isWaiting($0, $1) } }
  func usable(_ owner: Int, _ day: Int) -> Int {
    max(0, sum(of: owner, day) { !isDead($0, $1) && !isWaiting($0, $1) } - debts[owner])
  }
  func balance(_ owner: Int, _ day: Int) -> Int { sum(of: owner, day) { _, _ in true } - debts[owner] }

  /// The places of lots in burn order.
  func sorted(_ places: [Int]) -> [Int] {
    places.sorted { one, other in
      let (a, b) = (lots[one], lots[other])
      switch rules.burn {
      case "fefo":
        if (a.expires ?? Int.max) != (b.expires ?? Int.max) { return (a.expires ?? Int.max) < (b.expires ?? Int.max) }
        return a.earned == b.earned ? one < other : a.earned < b.earned
      case "fifo": return a.earned == b.earned ? one < other : a.earned < b.earned
      default: return a.earned == b.earned ? one > other : a.earned > b.earned
      }
    }
  }

  func places(_ condition: (Lot) -> Bool) -> [Int] { lots.indices.filter { lots[$0].left > 0 && condition(lots[$0]) } }

  func live(_ owner: Int, _ day: Int) -> [Int] {
    sorted(places { $0.owner == owner && !isDead($0, day) && !isWaiting($0, day) })
  }

  func waiting(_ owner: Int, _ day: Int) -> [Int] {
    sorted(places { $0.owner == owner && !isDead($0, day) && isWaiting($0, day) })
  }

  // MARK: Changes

  mutating func take(_ points: Int, from places: [Int]) -> [(lot: Int, points: Int)] {
    var taken: [(lot: Int, points: Int)] = []
    var missing = points
    for place in places {
      let part = min(missing, lots[place].left)
      if part == 0 { continue }
      lots[place].left -= part
      lots[place].booked = min(lots[place].booked, lots[place].left)
      missing -= part
      taken.append((place, part))
    }
    return taken
  }

  mutating func payDebt(from place: Int, atMost points: Int) {
    let owner = lots[place].owner
    let part = min(debts[owner], points)
    debts[owner] -= part
    lots[place].left -= part
  }

  mutating func add(_ points: Int, to owner: Int, order: Int?, earned: Int, active: Int, expires: Int?) {
    lots.append(Lot(owner: owner, order: order, left: points, earned: earned, active: active, expires: expires))
    payDebt(from: lots.count - 1, atMost: points)
  }

  mutating func beActive(_ owner: Int, _ day: Int) {
    guard rules.isByActivity, let lifetime = rules.lifetime else { return }
    for place in lots.indices where lots[place].owner == owner && lots[place].left > 0 {
      if let last = lots[place].expires, last >= day, last < day + lifetime { lots[place].expires = day + lifetime }
    }
  }

  /// False where the points would expire before they are active.
  mutating func earn(_ points: Int, _ owner: Int, order: Int?, day: Int) -> Bool {
    let active = day + rules.pending
    let last = rules.lifetime.map { (rules.countsFromActivation ? active : day) + $0 }
    if let last, last < active { return false }
    add(points, to: owner, order: order, earned: day, active: active, expires: last)
    beActive(owner, day)
    if let order { orders[order].earned.append(points) }
    return true
  }

  mutating func spend(_ points: Int, _ owner: Int, order: Int?, day: Int) -> Bool {
    if points > usable(owner, day) { return false }
    spends.append(Spend(owner: owner, order: order, draws: take(points, from: live(owner, day))))
    beActive(owner, day)
    return true
  }

  mutating func adjust(_ points: Int, _ owner: Int, allowsDebt: Bool, day: Int) -> Bool {
    if points > 0 {
      let last = rules.lifetime.map { day + $0 }
      add(points, to: owner, order: nil, earned: day, active: day, expires: last)
      return true
    }
    if !allowsDebt {
      if -points > usable(owner, day) { return false }
      _ = take(-points, from: live(owner, day))
      return true
    }
    let taken = take(-points, from: live(owner, day) + waiting(owner, day)).reduce(0) { $0 + $1.points }
    debts[owner] += -points - taken
    return true
  }

  mutating func transfer(_ points: Int, _ owner: Int, to other: Int, day: Int) -> Bool {
    if points > usable(owner, day) { return false }
    let taken = take(points, from: live(owner, day)).map { (lots[$0.lot], $0.points) }
    beActive(owner, day)
    for (lot, part) in taken {
      add(part, to: other, order: nil, earned: lot.earned, active: lot.active, expires: lot.expires)
    }
    return true
  }

  mutating func expire(day: Int) {
    for place in lots.indices where isDead(lots[place], day) { lots[place].booked = lots[place].left }
  }

  mutating func restore(_ number: Int, _ points: Int, day: Int) -> Bool {
    if points < 1 || points > spends[number].left { return false }
    var missing = points
    while missing > 0, let (place, drawn) = spends[number].draws.last {
      let part = min(missing, drawn)
      missing -= part
      spends[number].draws.removeLast()
      if part < drawn { spends[number].draws.append((place, drawn - part)) }
      let lot = lots[place]
      guard isDead(lot, day) else {
        lots[place].left += part
        payDebt(from: place, atMost: part)
        continue
      }
      if rules.reinstatement > 0, let last = lot.expires, day - last <= rules.reinstatement {
        add(
          part, to: lot.owner, order: nil, earned: lot.earned, active: day, expires: day + rules.reinstatement)
      } else {
        lots[place].left += part
        lots[place].booked += part
      }
    }
    return true
  }

  /// Nil for a whole order, whose spendings come back too.
  mutating func reverse(_ number: Int, amount: Int?, day: Int) {
    if amount == nil {
      for place in spends.indices where spends[place].order == number {
        _ = restore(place, spends[place].left, day: day)
      }
    }
    // What an order earns after it came back is another matter.
    if orders[number].earned.isEmpty { return }
    if amount == nil { orders[number].isGone = true }
    orders[number].returned += amount ?? 0
    let order = orders[number]
    var due = 0
    for points in order.earned {
      due += order.isGone || order.returned >= order.base ? points : points * order.returned / order.base
    }
    let wanted = max(0, due - order.takenBack)
    orders[number].takenBack += wanted
    // Whatever of the order's points nobody used goes back first, dead or alive: nobody is worse off for the dead ones.
    let own = sorted(places { $0.owner == order.owner && $0.order == number })
    let ownWaiting = own.filter { isWaiting(lots[$0], day) }
    var queue = ownWaiting
    if rules.shortage != "only_pending" {
      let isOwn = Set(own)
      queue += own.filter { !isWaiting(lots[$0], day) }
      queue += live(order.owner, day).filter { !isOwn.contains($0) }
      queue += waiting(order.owner, day).filter { !isOwn.contains($0) }
    }
    let taken = take(wanted, from: queue).reduce(0) { $0 + $1.points }
    if rules.shortage == "debt" { debts[order.owner] += wanted - taken }
  }

  mutating func merge(_ owner: Int, into other: Int) {
    for place in lots.indices where lots[place].owner == owner { lots[place].owner = other }
    for place in spends.indices where spends[place].owner == owner { spends[place].owner = other }
    for place in orders.indices where orders[place].owner == owner { orders[place].owner = other }
    debts[other] += debts[owner]
    debts[owner] = 0
  }
}
