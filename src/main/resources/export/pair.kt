import ai.onnxruntime.OnnxTensor
import ai.onnxruntime.OrtEnvironment
import java.io.File

/** Lines are JSON: an id with quotes or backslashes is escaped there. */
fun index(file: String, id: String) = longArrayOf(File(file).readLines().indexOf("\"$id\"") + 1L)

fun main(ids: Array<String>) {
    val environment = OrtEnvironment.getEnvironment()
    environment.createSession("model.onnx").use { session ->
        val inputs = mapOf(
            "user" to OnnxTensor.createTensor(environment, index("users.jsonl", ids[0])),
            "item" to OnnxTensor.createTensor(environment, index("items.jsonl", ids[1])),
        )
        val answers = session.run(inputs).get("answer").get().value as DoubleArray
        println(answers[0])
    }
}
