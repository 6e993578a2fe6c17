// ScriptModel
