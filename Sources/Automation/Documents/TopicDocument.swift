public import Wording

/// A topic of the manual, in a list.
public struct TopicDocument: JSONDocument {
  let topic: String
  let summary: Phrase

  /// A topic and what it is about.
  public init(_ topic: String, _ summary: Phrase) {
    self.topic = topic
    self.summary = summary
  }

  public static let shape = JSONShape<TopicDocument>([
    .init("topic", Phrase("What `patron docs` takes; empty for global functions.", zh: "`patron docs` 的参数；全局函数为空。")) {
      $0.topic
    },
    .init("summary", Phrase("What it is about, in words.", zh: "内容的文字说明。")) { $0.summary.text(in: $1) },
  ])
}
