package io.github.iothubsdk.examples.spring;

import io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid;
import io.github.iothubsdk.spring.HubTemplate;
import io.github.iothubsdk.spring.IotHubRuns;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** How do I offer it as a service? Spring Boot: ordered by POST, watched by GET, resumed when the service starts. */
@SpringBootApplication
public class HubService {
    public static void main(String[] args) {
        SpringApplication.run(HubService.class, args);
    }

    @RestController
    record Hubs(IotHubRuns runs, HubTemplate hubs) {
        @PostMapping("/hubs/{name}")
        ResponseEntity<String> order(@PathVariable String name) {
            var request = hubs.named(name).acceptServiceTerms().build();
            return ResponseEntity.accepted().body(runs.begin(request).value());
        }

        @GetMapping("/runs/{id}")
        ResponseEntity<String> watch(@PathVariable String id) {
            return ResponseEntity.of(runs.find(id).map(Object::toString));
        }

        @ExceptionHandler
        ResponseEntity<String> refused(Invalid e) {
            return ResponseEntity.status(422).body(e.getMessage());
        }
    }
}
