extension Currency {
  /// Whether ISO 4217 lists the code, among those in use or those of the last decades.
  public var isListed: Bool { Self.listed.contains(code) }

  /// The code that is meant by what is written in place of one, in capital letters: `CNY` for `RMB`.
  public static func meant(by text: String) -> String? {
    let meant = ["RMB": "CNY", "CNH": "CNY", "YUAN": "CNY", "NTD": "TWD", "UKP": "GBP", "YEN": "JPY", "EURO": "EUR"]
    if let code = meant[text] { return code }
    return switch text {
    case "人民币", "元", "￥", "¥": "CNY"
    case "美元", "$": "USD"
    case "欧元", "€": "EUR"
    case "港币", "港元": "HKD"
    default: nil
    }
  }

  private static let listed = Set(
    """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE
    CHF CHW CLF CLP CNY COP COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ
    GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL
    LYD MAD MDL MGA MKD MMK MNT MOP MRO MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR
    PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STD STN SVC SYP SZL THB TJS TMT TND TOP
    TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VEF VES VND VUV WST XAF XCD XCG XDR XOF XPF XSU XUA YER ZAR ZMW
    ZWG ZWL DEM FRF ITL ESP NLG BEF ATS FIM IEP PTE GRD SIT MTL CYP SKK EEK LVL LTL
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}
